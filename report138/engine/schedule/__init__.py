"""When to render, and what became of it: due times, runs, state, the service.

Each run is a process of its own that builds as the command line does.
"""
