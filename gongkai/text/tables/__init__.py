"""Tables of every file they come in, read and written."""
