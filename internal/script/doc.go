// Package script runs the behaviour scripts: short texts that load articles and
// say what the graph must then hold, what was told as changed, and what was
// believed when. One set of scripts is run on every store.
//
// The language stands in README.md beside this file, the scripts in the folder
// scripts. A script that fails prints what it found in the form in which it would
// be expected.
package script
