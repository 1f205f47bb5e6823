"""The handout screen: what goes on paper, looked at page by page, printed and saved."""
