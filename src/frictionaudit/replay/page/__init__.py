"""The page under the customer's eyes: questions to it, and the elements that are meant."""
