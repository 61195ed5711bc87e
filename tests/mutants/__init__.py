"""Whether the tests would notice a fault: small changes of code, tried by the tests of its room."""
