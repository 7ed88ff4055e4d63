// Package watch looks at feeds, pages and folders for what to load next. It is
// polite to the hosts (robots.txt, conditional requests, a rate and a back-off a
// host), reads texts in whatever encoding they are, and takes every article once:
// what it has seen stands in a file, which is written after each look, so that
// it goes on where it was when its process is killed.
//
// It reads with package loader and hands the readings to a function, which
// records them: what follows from them (relations, changes, alerts) is done by
// whoever records.
package watch
