"""The job form of JupyterLab: background rendering by jupyter-scheduler.

Used by a Jupyter server and the processes of its jobs only; renders through the other rooms of
`engine`, with the catalog that `cli/lab.py` gives it.
"""
