"""The consent screen: the text a patient reads, questions and answers, and signatures by hand."""
