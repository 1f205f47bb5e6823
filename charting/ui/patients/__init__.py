"""The patients screen: find a person by a few letters, see who they are, open today's session."""
