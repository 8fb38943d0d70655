"""The world as data: outlines of land without borders, and one point for each country."""
