package muster.core;

/// An absolute path of the file system that a request was mapped to. One byte a character.
///
/// @param text the whole path
/// @param root the folder it was mapped below (DocumentRoot, an Alias's target): opening never leaves it but through
///     the symbolic links that Options allows
public record FilePath(String text, String root) {
    @Override
    public String toString() {
        return text;
    }
}
