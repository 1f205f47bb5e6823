"""What goes on paper: the only ReportLab."""
