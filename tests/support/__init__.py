"""What several tests share: packages and cases written as tables."""
