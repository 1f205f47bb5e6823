"""The course screen: visits beside each other, responses, dose beside scores, and replay."""
