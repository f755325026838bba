"""The job form of JupyterLab: background rendering by jupyter-scheduler.

Imported by a Jupyter server only; renders through the other rooms of `engine`.
"""
