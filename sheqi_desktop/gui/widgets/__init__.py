"""Small parts that screens are put together from; they show what they are given and judge nothing."""
