"""What happens to the record when the program is killed: `python -m tests.faults`."""
