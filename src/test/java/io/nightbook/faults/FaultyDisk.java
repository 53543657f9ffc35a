package io.nightbook.faults;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine, on a disk that fails: its changes are counted, and from one of them on it has no room, or its
 * process is as good as dead and changes nothing more.
 */
final class FaultyDisk extends FileSystemProvider {

    private final FileSystemProvider real;
    private final FileSystem system;
    private Runnable dying = () -> {};
    private int changes;
    private int noRoomFrom = Integer.MAX_VALUE;
    private int deadFrom = Integer.MAX_VALUE;

    FaultyDisk(Path any) {
        this.real = any.getFileSystem().provider();
        this.system = new OnFaultyDisk(any.getFileSystem());
    }

    /** A path of this machine as one of this disk. */
    Path path(Path path) {
        return (Path)
                Proxy.newProxyInstance(Path.class.getClassLoader(), new Class<?>[] {Path.class}, new PathHere(path));
    }

    synchronized void fillAt(int change) {
        noRoomFrom = change;
    }

    /** @param death what happens to the rest of the process, at that change */
    synchronized void dieAt(int change, Runnable death) {
        deadFrom = change;
        dying = death;
    }

    /** Lets nothing be changed from now on. */
    synchronized void die() {
        deadFrom = 0;
    }

    synchronized int changes() {
        return changes;
    }

    private synchronized void change(Need need) throws IOException {
        changes++;
        if (changes == deadFrom) {
            dying.run();
        }
        if (changes >= deadFrom) {
            throw new IOException("the process was killed");
        }
        if (need == Need.ROOM && changes >= noRoomFrom) {
            throw new IOException("No space left on device");
        }
    }

    private enum Need {
        ROOM,
        NO_ROOM
    }

    /** A path that answers as the real one, and leads to this disk. */
    private final class PathHere implements InvocationHandler {

        private final Path path;

        PathHere(Path path) {
            this.path = path;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("getFileSystem")) {
                return system;
            }
            Object[] given = arguments == null
                    ? new Object[0]
                    : Arrays.stream(arguments).map(FaultyDisk::realOf).toArray();
            try {
                Object answer = method.invoke(path, given);
                return answer instanceof Path real ? path(real) : answer;
            } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        }
    }

    private static Object realOf(Object value) {
        return value instanceof Path path ? real(path) : value;
    }

    private static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) && Proxy.getInvocationHandler(path) instanceof PathHere here
                ? here.path
                : path;
    }

    // ---------------------------------------------------------------- what changes something

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        if (writes) {
            change(Need.ROOM);
        }
        SeekableByteChannel channel = real.newByteChannel(real(path), options, attributes);
        return writes ? new Written(channel) : channel;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        change(options.contains(StandardOpenOption.CREATE) ? Need.ROOM : Need.NO_ROOM);
        return real.newFileChannel(real(path), options, attributes);
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        change(Need.ROOM);
        real.createDirectory(real(path), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        change(Need.NO_ROOM);
        real.delete(real(path));
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        change(Need.ROOM);
        real.copy(real(from), real(to), options);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        change(Need.NO_ROOM);
        real.move(real(from), real(to), options);
    }

    @Override
    public void setAttribute(Path path, String attribute, @Nullable Object value, LinkOption... options)
            throws IOException {
        change(Need.NO_ROOM);
        real.setAttribute(real(path), attribute, value, options);
    }

    /** A file that is being written. */
    private final class Written implements SeekableByteChannel {

        private final SeekableByteChannel channel;

        Written(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            change(Need.ROOM);
            return channel.write(bytes);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return channel.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    // ---------------------------------------------------------------- what only looks

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> stream = real.newDirectoryStream(real(folder), filter);
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return StreamSupport.stream(stream.spliterator(), false)
                        .map(FaultyDisk.this::path)
                        .iterator();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return path(real.getPath(uri));
    }

    /** What its paths say that they belong to. */
    private final class OnFaultyDisk extends FileSystem {

        private final FileSystem files;

        OnFaultyDisk(FileSystem files) {
            this.files = files;
        }

        @Override
        public FileSystemProvider provider() {
            return FaultyDisk.this;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return files.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return files.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return files.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(files.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String syntaxAndPattern) {
            return files.getPathMatcher(syntaxAndPattern);
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return files.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() throws IOException {
            return files.newWatchService();
        }
    }
}
