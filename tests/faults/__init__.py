"""What happens to the record when programs, disks and files fail: `python -m tests.faults`."""
