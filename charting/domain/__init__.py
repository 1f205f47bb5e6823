"""What is true of a chart: frozen values that know no screen, no database, no file and no clock."""
