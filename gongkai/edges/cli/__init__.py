"""`gongkai` on the command line: thin; every change goes through a command."""
