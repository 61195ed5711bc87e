"""What the Kasubag opens."""
