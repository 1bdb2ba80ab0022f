"""Loading the fictional county by the same commands as a real one."""
