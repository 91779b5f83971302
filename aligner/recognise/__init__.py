"""What is mentioned in running text: numbers, dates, names. Shared by alignment, comparison and search."""
