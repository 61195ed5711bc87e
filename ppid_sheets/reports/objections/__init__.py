"""What all reports say of objections."""
