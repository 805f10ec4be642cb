"""Fetch public ads politely, keep the evidence, and say what each page said."""
