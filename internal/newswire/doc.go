// Package newswire writes articles for tests that need many: Arabic sentences
// from templates, about a world that goes on from day to day. What happens is
// told by several articles, with finer and coarser dates or none, is announced
// before and denied after, and articles are reprinted.
//
// The same seed gives the same articles on every machine. Names come from the
// registry of actors, sentences from templates.tsv beside this file.
package newswire
