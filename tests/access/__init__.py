"""What must hold of every screen for everybody: words, keys, room."""
