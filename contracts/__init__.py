"""Import contracts: which room may know of which."""
