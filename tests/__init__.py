"""The tests of the package: each file is a specification of one noun."""
