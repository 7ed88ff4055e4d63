// Package soak holds the proofs that take minutes: the order and the number of
// thousands of articles, loaders and databases that are killed, several loaders at
// once, the cost of a load as the graph grows. They run with `make soak`, over
// articles of package newswire, or over a corpus:
//
//	RAWABIT_SOAK_CORPUS    streams of articles, a line of JSON each, "file.jsonl" or
//	                       "file.jsonl.gz", several separated by ":"
//	RAWABIT_SOAK_ARTICLES  how many of them, instead of the number that each proof
//	                       has by itself
package soak
