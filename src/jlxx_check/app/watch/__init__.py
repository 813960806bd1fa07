"""A folder of packages judged again and again."""
