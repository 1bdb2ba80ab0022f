"""What pages, scans and telegrams do to the lines of a document, undone before it is read."""
