// Package seeds holds the embedded data that the loader reads with: the shipped
// article, the registry of actors and the lexicon. README.md in this folder
// describes the files, which a linguist or an analyst edits without Go.
package seeds
