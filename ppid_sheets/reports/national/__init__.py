"""The register in the national form, as it is printed and signed."""
