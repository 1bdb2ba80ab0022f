"""Plain Python that every tier stands on; imports nothing of ours and no Django."""
