"""The letters screen: letters and visit summaries written, kept and made into pages."""
