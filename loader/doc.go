// Package loader reads an article and returns what it says: actors, mentions and
// claims with the bytes of the text that say so. Reading is a pure function of
// the article and the seeds: no network, no clock, the same input gives the same
// output byte for byte.
package loader
