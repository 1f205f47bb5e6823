"""What is given out of the practice and taken into it, as panes."""
