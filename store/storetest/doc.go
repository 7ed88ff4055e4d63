// Package storetest holds the one suite that every store passes, a differential
// test that compares two stores, and the generated graph that both and the
// benchmarks use.
//
// The suite reads a small world, drawn in fixture.go, that is loaded through
// Import and Record. What it expects of a query is written as the labels of
// relations: the id of an imported one ("i-hit"), type and ends of a recorded
// one ("supports:jabal>front").
package storetest
