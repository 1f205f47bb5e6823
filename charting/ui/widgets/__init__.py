"""The small things all screens are made of; each shows text as it is, never as markup."""
