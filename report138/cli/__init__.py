"""The command line: commands, options, progress.  The top room: no other imports it; what
processes of the engine need of it they find by its name in the settings.

Parses, calls the rooms below and prints; what the engine must know of the data is joined here.
"""
