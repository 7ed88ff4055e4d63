// Package eval scores extracted documents against annotated articles: actors,
// edges, dates and modality, each with precision, recall and F1.
package eval
