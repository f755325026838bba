"""The command line: commands, options, progress.  The top room: nothing imports it.

Parses, calls the rooms below and prints; what the engine must know of the data is joined here.
"""
