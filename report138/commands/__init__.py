"""The commands of the command line: parse, call, print; imports that cost stay inside."""
