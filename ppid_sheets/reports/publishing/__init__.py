"""What is published for everybody: pages for a website, tables for machines."""
