"""What a practitioner can do, one module for each noun of the clinic."""
