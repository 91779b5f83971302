"""What a person decided in the page: links right, wrong or set by hand, divergences that are none; for later runs."""
