"""HTML of official documents: made safe, written again, taken from Word and from plain text."""
