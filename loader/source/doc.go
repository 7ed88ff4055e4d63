// Package source turns files and streams into articles for the loader: plain
// text with its metadata beside it, and JSON lines.
package source
