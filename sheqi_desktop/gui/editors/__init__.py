"""One widget for each kind of question; it shows an answer and says when a person changed it, and judges nothing."""
