"""What goes on paper, and pictures of it: the only ReportLab and the only pypdfium2."""
