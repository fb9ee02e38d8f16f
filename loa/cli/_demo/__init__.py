"""The demo province: invented bodies, papers and people, made by the product's own doors."""
