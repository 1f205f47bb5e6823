"""The session screen: the back in the middle, the visit around it."""
